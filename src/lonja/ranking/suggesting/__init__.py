"""Procurement codes for a text: what to type in a form's CPV field, each code with its reason.

Division     the first two digits of a code: one of 45 kinds of things that are bought
Weak text    one that nobody wrote as a notice: the label of a code, a phrase of the field
"""
