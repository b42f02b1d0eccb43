//! The room `parse`; see the crate's recipe.

pub mod slug;
