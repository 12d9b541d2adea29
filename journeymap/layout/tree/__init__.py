"""Action trees: what each says in the journey's language, and the tree as a picture.

The texts are asked by the picture, the plan, the page, the walk and Mermaid alike.
"""
