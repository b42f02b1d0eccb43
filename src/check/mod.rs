//! The room `check`; see the crate's recipe.
