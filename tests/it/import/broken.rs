//! Files that are no exports of ours, or not any more: told with their places, and nothing is made of them.
