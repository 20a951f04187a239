/** Networks with weights that others have learnt: their files, and models made of them. */
package dev.peaberry.pretrained;
