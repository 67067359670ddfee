import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ["src/**/*.test.ts", "client/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
		testTimeout: 30_000,
		hookTimeout: 30_000,
		pool: "forks",
	},
});
