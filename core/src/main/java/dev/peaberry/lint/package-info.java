/** A linter for models and trainings: what would go wrong, found before a step is made. */
package dev.peaberry.lint;
