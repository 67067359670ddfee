CREATE TABLE "interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"dm_id" text NOT NULL,
	"status" text NOT NULL,
	"round_number" integer NOT NULL,
	"live_status" text NOT NULL,
	"live_room_id" text NOT NULL,
	"last_state_snapshot" json,
	"snapshot_timestamp" double precision,
	"connected_participants" json NOT NULL,
	"last_activity" double precision NOT NULL,
	"current_turn_timeout" double precision,
	"turn_time_limit" double precision,
	"chat_enabled" boolean NOT NULL,
	"allow_private_chat" boolean NOT NULL,
	"log_epoch" text NOT NULL,
	"log_offset" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_interaction_logs" (
	"interaction_id" text NOT NULL,
	"log_epoch" text NOT NULL,
	"log_offset" bigint NOT NULL,
	"event_index" integer NOT NULL,
	"event_type" text NOT NULL,
	"at" double precision NOT NULL,
	"actor" text NOT NULL,
	"user_id" text,
	"event" json NOT NULL,
	CONSTRAINT "live_interaction_logs_pk" PRIMARY KEY("interaction_id","log_epoch","log_offset","event_index")
);
--> statement-breakpoint
CREATE TABLE "turn_records" (
	"interaction_id" text NOT NULL,
	"log_epoch" text NOT NULL,
	"log_offset" bigint NOT NULL,
	"event_index" integer NOT NULL,
	"seat_id" text NOT NULL,
	"round_number" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"ended_at" double precision NOT NULL,
	"is_taken_back" boolean DEFAULT false NOT NULL,
	CONSTRAINT "turn_records_pk" PRIMARY KEY("interaction_id","log_epoch","log_offset","event_index")
);
--> statement-breakpoint
CREATE INDEX "interactions_last_activity" ON "interactions" USING btree ("last_activity");--> statement-breakpoint
CREATE INDEX "live_interaction_logs_at" ON "live_interaction_logs" USING btree ("interaction_id","at");