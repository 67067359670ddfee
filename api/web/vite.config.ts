import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
	root: import.meta.dirname,
	plugins: [react()],
	// In development the pages are served by Vite and the API by itself.
	server: {
		proxy: Object.fromEntries(
			["/api", "/v1", "/world", "/events", "/dev", "/ws", "/trpc"].map((path) => [
				path,
				{ target: process.env["API_URL"] ?? "http://127.0.0.1:3000", ws: true },
			]),
		),
	},
	build: {
		outDir: "dist",
		emptyOutDir: true,
		target: "es2022",
		// The polyfill is an inline script, which the content security policy forbids.
		modulePreload: { polyfill: false },
		rolldownOptions: {
			output: {
				// Libraries change seldom: apart, they stay in the browser's cache from one release to the next.
				codeSplitting: {
					groups: [
						{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
						{ name: "mantine", test: /node_modules[\\/](@mantine|@floating-ui)[\\/]/ },
					],
				},
			},
		},
	},
});
