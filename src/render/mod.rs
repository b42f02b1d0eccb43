//! The room `render`; see the crate's recipe.

pub mod feeds;
