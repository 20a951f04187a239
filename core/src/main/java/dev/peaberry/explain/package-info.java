/** What a model has looked at: heat maps of single pictures, and what its layers give and learn. */
package dev.peaberry.explain;
