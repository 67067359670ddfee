import { afterAll, beforeAll } from "vitest";
import { bundleService, removeBundle, type BundleOptions } from "./bundle-service.js";

/** The bundle that the tests of a file start their processes from: made before them, gone after them. */
export function bundled(options?: BundleOptions): () => string {
	let bundle: string | undefined;
	beforeAll(async () => {
		bundle = await bundleService(options);
	});
	afterAll(async () => {
		if (bundle !== undefined) await removeBundle(bundle);
	});
	return () => bundle!;
}
