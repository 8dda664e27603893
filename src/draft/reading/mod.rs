mod block;
mod calendar;
mod fold;
mod numbers;
