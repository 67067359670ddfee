import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { serverIdentity } from "./server-identity";

function guids(): () => string {
	let count = 0;
	return () => `guid-${++count}`;
}

export = (t: Suite) => {
	t.it("is the server's own id, and a new epoch at each start", () => {
		const newGuid = guids();
		expect(serverIdentity("job", newGuid)).toEqual({ serverId: "job", epoch: "guid-1" });
		expect(serverIdentity("job", newGuid)).toEqual({ serverId: "job", epoch: "guid-2" });
	});
	t.it("makes up an id where the engine has none", () => {
		expect(serverIdentity("", guids())).toEqual({ serverId: "guid-1", epoch: "guid-2" });
	});
};
