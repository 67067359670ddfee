import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const PAGE = `<!doctype html><title>bare</title><body><script>
new WebSocket("ws://" + location.host).onmessage = ({ data }) => {
	const { action, item } = JSON.parse(data);
	document.body.replaceChildren();
	if (action !== "take") return;
	const button = document.createElement("button");
	button.ariaLabel = "Drop " + item;
	document.body.append(button);
};
</script>`;

/** What the machine and its browser take by themselves: a page that shows what a socket says, and nothing to hold it. */
export async function startBarePages(): Promise<{
	readonly port: number;
	readonly close: () => Promise<void>;
}> {
	const server = createServer((req, res) => {
		if (req.method !== "POST") {
			res.setHeader("content-type", "text/html").end(PAGE);
			return;
		}
		let body = "";
		req.setEncoding("utf8").on("data", (text: string) => (body += text));
		req.on("end", () => {
			for (const client of sockets.clients) client.send(body);
			res.end("{}");
		});
	});
	const sockets = new WebSocketServer({ server });
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			for (const client of sockets.clients) client.terminate();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
