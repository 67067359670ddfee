import type { ServerResponse } from "node:http";

export function sendJson(res: ServerResponse, status: number, body: unknown): true {
	res.writeHead(status, { "content-type": "application/json" });
	res.end(JSON.stringify(body));
	return true;
}
