"""The tests. They go through the doors that people take, and use the real parts."""
