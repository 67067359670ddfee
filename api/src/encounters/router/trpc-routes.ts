import type { AnyRouter, TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import type { Request, Response, Router } from "express";
import type { Identities } from "../../http/guards.js";
import { MOST_BATCH, MOST_CALL_BYTES } from "./router-limits.js";
import { detailsOf } from "./trpc-errors.js";
import type { CallContext } from "./trpc.js";

/** Hears of what is our fault. */
export type OnFailure = (error: TRPCError, details: { readonly path?: string | undefined }) => void;

export interface TransportDeps {
	readonly router: AnyRouter;
	readonly identities: Pick<Identities, "user">;
	readonly onFailure: OnFailure;
}

/** Where procedures are called by HTTP, and subscribed to by server-sent events. */
export const TRPC_PATH = "/trpc/:procedure";

export function addTrpcRoutes(routes: Router, { router, identities, onFailure }: TransportDeps): void {
	const handle = async (req: Request<{ procedure: string }>, res: Response): Promise<void> => {
		const context: CallContext = {
			identify: once(() => identities.user(req)),
			// What a response does not take holds back its stream, and the stream its source.
			hasRoom: () => Promise.resolve(),
		};
		await nodeHTTPRequestHandler({
			router,
			req,
			res,
			path: req.params.procedure,
			createContext: () => Promise.resolve(context),
			maxBodySize: MOST_CALL_BYTES,
			maxBatchSize: MOST_BATCH,
			responseMeta: ({ errors }) => ({ headers: headersFor(errors) }),
			onError: (failed) => reportOurs(failed, onFailure),
		});
	};
	routes.get(TRPC_PATH, handle);
	routes.post(TRPC_PATH, handle);
}

/** What is the caller's fault, or passes, is answered and not logged. */
export function reportOurs(
	{ error, path }: { readonly error: TRPCError; readonly path?: string | undefined },
	onFailure: OnFailure,
): void {
	if (error.code === "INTERNAL_SERVER_ERROR") onFailure(error, { path });
}

function headersFor(errors: readonly TRPCError[]): Record<string, string> {
	const waits = errors
		.map((error) => detailsOf(error).retryAfterSeconds)
		.filter((wait) => wait !== undefined);
	return {
		"cache-control": "no-store",
		...(waits.length > 0 && { "retry-after": String(Math.ceil(Math.max(...waits))) }),
	};
}

/** Calls of one batch ask but once. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
	let asked: Promise<T> | undefined;
	return () => (asked ??= ask());
}
