import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { inboxPath } from "./inbox-path";

export = (t: Suite) => {
	t.it("names door, wait and cursor", () => {
		expect(inboxPath("s-1", "inbox", { wait: 25 })).toBe("/v1/servers/s-1/inbox?wait=25");
		expect(inboxPath("s-1", "inbox", { wait: 5, cursor: "e:7" })).toBe(
			"/v1/servers/s-1/inbox?wait=5&cursor=e%3A7",
		);
		expect(inboxPath("s-1", "stream", {})).toBe("/v1/servers/s-1/stream");
	});
	t.it("lets no text say more than itself", () => {
		expect(inboxPath("a/b?c", "stream", { cursor: "ü&wait=1" })).toBe(
			"/v1/servers/a%2Fb%3Fc/stream?cursor=%C3%BC%26wait%3D1",
		);
	});
};
