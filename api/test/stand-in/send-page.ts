import { createReadStream, existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};

/** Sends a built page's file; `/` and what is named in `paths` are pages. Answers whether it did. */
export function sendPage(
	res: ServerResponse,
	path: string,
	{ pages, paths = [] }: { readonly pages: string; readonly paths?: readonly string[] },
): boolean {
	const isPage = path === "/" || paths.includes(path);
	const file = normalize(join(pages, isPage ? "index.html" : path));
	if (!file.startsWith(normalize(pages)) || !existsSync(file)) return false;
	res.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
	createReadStream(file).pipe(res);
	return true;
}
