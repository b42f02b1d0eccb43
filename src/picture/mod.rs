//! The room `picture`; see the crate's recipe.
