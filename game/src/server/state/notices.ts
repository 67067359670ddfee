import type { Logger, LogLevel } from "../../shared/util/ports";

/** Says each thing once until it is over, so that an outage is two lines and not one for each retry. */
export class Notices {
	private readonly said = new Set<string>();

	constructor(private readonly logger: Logger) {}

	once(topic: string, level: LogLevel, message: string): void {
		if (this.said.has(topic)) return;
		this.said.add(topic);
		this.logger.write(level, message);
	}

	/** Says what happens once by its nature. */
	say(level: LogLevel, message: string): void {
		this.logger.write(level, message);
	}

	/** These matters are closed; `message` is written where any of them had been spoken of. */
	over(topics: readonly string[], message?: string): void {
		let spoken = false;
		for (const topic of topics) spoken = this.said.delete(topic) || spoken;
		if (spoken && message !== undefined) this.logger.write("info", message);
	}
}
