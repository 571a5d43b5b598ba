"""The methods: what each of them computes, needs and adds up to."""
