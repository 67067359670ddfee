import { defineConfig } from "vitest/config";

export const config = defineConfig({
	test: {
		root: import.meta.dirname,
		include: ["src/**/*.test.ts", "client/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
		testTimeout: 30_000,
		hookTimeout: 30_000,
		pool: "forks",
	},
});

// Vitest reads its settings from the default export.
// eslint-disable-next-line no-restricted-syntax
export default config;
