import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** A bug, put into the service as it is bundled. */
export interface Spoilt {
	/** End of the path of the file that it goes into. */
	readonly file: string;
	/** What stands there once, and what instead of it. */
	readonly find: string;
	readonly put: string;
}

/** Puts a bug into the service. Where its place is no longer there, bundling fails, so that no mutant is left behind. */
export function spoilSource({ file, find, put }: Spoilt): Plugin {
	return {
		name: "spoil-source",
		setup(build) {
			let isSpoilt = false;
			build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
				if (!path.replaceAll("\\", "/").endsWith(file)) return undefined;
				const [before, after, ...more] = (await readFile(path, "utf8")).split(find);
				if (after === undefined || more.length > 0) throw new Error(`${file} has not ${find} once`);
				isSpoilt = true;
				return { contents: `${before}${put}${after}`, loader: "ts" };
			});
			build.onEnd(() => {
				if (!isSpoilt) throw new Error(`${file} is no part of the service`);
			});
		},
	};
}
