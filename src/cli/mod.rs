//! The room `cli`; see the crate's recipe.

pub mod completions;
pub mod fault;
pub mod init;
pub mod new;
pub mod schema;
