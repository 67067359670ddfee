import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import type { Router } from "express";

/** One capability's edge: its routes, and their description for `/openapi.json`. */
export interface Feature {
	readonly routes: Router;
	readonly describe: (registry: OpenAPIRegistry) => void;
}
