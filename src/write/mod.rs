//! The room `write`; see the crate's recipe.
