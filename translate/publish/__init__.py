"""Publishing: what was reviewed leaves the house, in every form a desk is asked for, from the memory alone."""
