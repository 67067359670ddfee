import { existsSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import express, { Router } from "express";
import { ASSET_MAX_AGE_SECONDS } from "../config/limits.js";

/** Pages as built: `index.html`, one HTML file for each page that has its own, and hashed files under `assets/`. */
export interface PagesOptions {
	readonly folder: string;
	/** Paths that are pages. */
	readonly paths?: readonly string[];
}

const PAGE_PATHS: readonly string[] = ["/", "/chatroom", "/live", "/live/:room", "/experience"];

/**
 * Serves the built pages. A known page is its own HTML file (`chatroom.html`, `chatroom/index.html`) or else
 * `index.html`, which finds its way by the address; where the folder holds neither, it is not served.
 */
export function servePages({ folder, paths = PAGE_PATHS }: PagesOptions): Router {
	const routes = Router();
	const assets = resolve(folder, "assets") + sep;
	for (const path of paths) {
		const own = path === "/" ? [] : [`${path.slice(1)}.html`, `${path.slice(1)}/index.html`];
		routes.get(path, (_req, res, next) => {
			const file = [...own, "index.html"].find((name) => existsSync(join(folder, name)));
			if (file === undefined) return next();
			res.set("Cache-Control", "no-cache").sendFile(file, { root: folder, cacheControl: false });
		});
	}
	routes.use(
		express.static(folder, {
			index: false,
			redirect: false,
			setHeaders: (res, file) => {
				const hashed = file.startsWith(assets);
				res.setHeader(
					"Cache-Control",
					hashed ? `public, max-age=${ASSET_MAX_AGE_SECONDS}, immutable` : "no-cache",
				);
			},
		}),
	);
	return routes;
}
