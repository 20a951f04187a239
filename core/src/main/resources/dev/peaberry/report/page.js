/* What all pages' scripts have in common; names reach the page as text only. */
const data = JSON.parse(document.getElementById('data').textContent);
const at = id => document.getElementById(id);
const count = number => number.toLocaleString('en');
/* Line breaks and the like in names are shown as symbols. */
const visible = text => text.replace(/[\u0000-\u001f\u007f]/g,
  c => c === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + c.charCodeAt(0)));

function make(tag, options, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(options || {})) {
    if (key === 'class') element.className = value;
    else if (key === 'text') element.textContent = visible(value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
