//! The room `read`; see the crate's recipe.
