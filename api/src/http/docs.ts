import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Router } from "express";
import { z } from "zod";
import { DOCS_MAX_AGE_SECONDS } from "../config/limits.js";
import type { Feature } from "./feature.js";
import type { OpenApiDocument } from "./openapi.js";
import { Refusal } from "./refusal.js";

/** Of Swagger's files, those that its page needs. */
const SWAGGER_FILES: ReadonlySet<string> = new Set([
	"swagger-ui.css",
	"swagger-ui-bundle.js",
	"favicon-32x32.png",
]);

const PAGE = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>Earshot API</title>
		<link rel="stylesheet" href="/docs/swagger-ui.css" />
		<link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
	</head>
	<body>
		<div id="docs"></div>
		<script src="/docs/swagger-ui-bundle.js"></script>
		<script src="/docs/start.js"></script>
	</body>
</html>
`;

/** A file of its own, as no inline script may run. The validator would send the document to another site. */
const START_SCRIPT = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
`;

/**
 * `/openapi.json` and `/docs`: the page is served whole from here, so that it works without the internet. The
 * document is asked for when first needed, as it describes this feature too.
 */
export function docsFeature(openApi: () => OpenApiDocument): Feature {
	const routes = Router();
	const swagger = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

	routes.get("/openapi.json", (_req, res) => {
		res.set("Cache-Control", "no-cache").json(openApi());
	});
	routes.get("/docs", (_req, res) => {
		res.set("Cache-Control", "no-cache").type("html").send(PAGE);
	});
	routes.get("/docs/start.js", (_req, res) => {
		res.set("Cache-Control", "no-cache").type("js").send(START_SCRIPT);
	});
	routes.get("/docs/:file", (req, res) => {
		const { file } = req.params;
		if (!SWAGGER_FILES.has(file)) throw new Refusal("not_found", `Nothing is served at ${req.path}.`);
		res.sendFile(file, { root: swagger, maxAge: DOCS_MAX_AGE_SECONDS * 1000 });
	});

	return { routes, describe };
}

const describe: Feature["describe"] = (registry) => {
	const get = (path: string, summary: string, type: string): void =>
		registry.registerPath({
			method: "get",
			path,
			tags: ["documentation"],
			summary,
			...(path.includes("{file}") && { request: { params: z.object({ file: z.string() }) } }),
			responses: { 200: { description: summary, content: { [type]: { schema: z.string() } } } },
		});
	get("/openapi.json", "This document", "application/json");
	get("/docs", "This document as a page", "text/html");
	get("/docs/start.js", "What starts that page", "text/javascript");
	get("/docs/{file}", "Files of that page", "*/*");
};
