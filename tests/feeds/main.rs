//! The files that programs read, made of sites by hand and read back.

mod bench;
mod nasty;
mod outputs;
mod pages;
mod round_trip;
