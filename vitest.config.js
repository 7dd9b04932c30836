export default { test: { environment: "happy-dom", include: ["tests/javascript/*.test.js"] } };
