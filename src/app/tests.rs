//! Tests of `update`, on the record itself.
