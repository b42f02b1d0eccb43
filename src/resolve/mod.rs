//! The room `resolve`; see the crate's recipe.
