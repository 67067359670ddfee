import { defineConfig } from "vitest/config";

export default defineConfig({
	cacheDir: "../.cache/vite",
	test: {
		root: import.meta.dirname,
		include: ["lib/**/*.test.ts", "place/test/**/*.test.ts", "test/**/*.test.ts"],
		// The first start of Lune on an older Linux fetches a loader for it, and places are played beside much else.
		testTimeout: 180_000,
		hookTimeout: 120_000,
		pool: "forks",
	},
});
