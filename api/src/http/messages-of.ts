import type { Express } from "express";
import { IncomingMessage, ServerResponse } from "node:http";

/** What a server makes its requests and responses of. */
export interface Messages {
	readonly IncomingMessage: typeof IncomingMessage;
	readonly ServerResponse: typeof ServerResponse;
}

/**
 * Requests and responses that are Express's from the beginning. It would give each of Node's another prototype, after
 * which V8 keeps a description of the shape of every single one: a kilobyte for each stream that stays open.
 */
export function messagesOf(handler: Express): Messages {
	class Request extends IncomingMessage {}
	class Response extends ServerResponse {}
	handler.request = Object.setPrototypeOf(Request.prototype, handler.request) as Express["request"];
	handler.response = Object.setPrototypeOf(Response.prototype, handler.response) as Express["response"];
	return { IncomingMessage: Request, ServerResponse: Response as typeof ServerResponse };
}
