//! What costs money for nothing.
