"""The workbench: list, page, form, export, trail and bin of any record, declared as a Resource."""
