import { defineConfig } from "drizzle-kit";

/** Paths are seen from the project's folder, where drizzle-kit is run. */
export default defineConfig({
	dialect: "postgresql",
	schema: "./api/src/db/schema.ts",
	out: "./api/src/db/migrations",
});
