import { afterAll, beforeAll, describe } from "vitest";
import { findServer, type ServerKind, type ServerProcess } from "./server-process.js";

/**
 * A suite on a real server of a kind, which its tests get from the function handed to it. Where there is none it
 * is skipped under a name that says so, and fails where everything must be there.
 */
export function describeOnServer<Server extends ServerProcess>(
	kind: ServerKind<Server>,
	name: string,
	suite: (server: () => Server) => void,
): void {
	const { command, variable } = kind;
	const path = findServer(kind);
	describe.skipIf(!path && !process.env["CI"])(path ? name : `${name}: ${command} is not installed`, () => {
		let server: Server | undefined;
		beforeAll(async () => {
			if (!path) throw new Error(`${command} is not installed; name it by ${variable}`);
			server = await kind.launch(path);
		});
		afterAll(() => server?.remove());
		suite(() => {
			if (!server) throw new Error(`${command} has not started`);
			return server;
		});
	});
}
