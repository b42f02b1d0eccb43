//! The room `parse`; see the crate's recipe.
