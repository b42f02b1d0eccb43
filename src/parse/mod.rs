//! The room `parse`; see the crate's recipe.

pub mod count;
pub mod markdown;
pub mod words;
