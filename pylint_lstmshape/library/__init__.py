"""What calls of the libraries give: one module for each library."""
