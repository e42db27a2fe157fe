"""Tables in: `import`, and the commands of what it leaves behind, `imports` and `profiles`."""
