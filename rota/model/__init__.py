"""What the product speaks of: time, places, people, what is asked, what is agreed, and the plan.

Everything here is frozen and free of database, solver, screen and clock.
"""
