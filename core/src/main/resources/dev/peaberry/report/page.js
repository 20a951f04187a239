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

function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/* Round numbers between two. */
function ticks(from, to, most) {
  const span = to - from || 1;
  const power = Math.pow(10, Math.floor(Math.log10(span / most)));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => span / each <= most);
  const values = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) values.push(i * step);
  return values;
}
const short = value => value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
  ? value.toExponential(0).replace('e+', 'e') : String(Number(value.toPrecision(3)));
const percent = (share, digits = 1) => (100 * share).toFixed(digits) + ' %';

/* The dialog that shows one picture after another; move(by) goes on or back. */
function browse(move) {
  at('previous').addEventListener('click', () => move(-1));
  at('next').addEventListener('click', () => move(1));
  at('close').addEventListener('click', () => at('large').close());
  at('large').addEventListener('click', event => {
    if (event.target === at('large')) at('large').close();
  });
  at('large').addEventListener('keydown', event => {
    if (event.key === 'ArrowLeft') move(-1);
    if (event.key === 'ArrowRight') move(1);
  });
}
