import { describeBusContract } from "./bus-contract.js";
import { openBus } from "./open-bus.js";

describeBusContract("memory", () => {
	const reports: string[] = [];
	const bus = openBus(undefined, (message) => reports.push(message));
	return Promise.resolve({ buses: [bus], reports, settled: () => Promise.resolve(), close: bus.close });
});
