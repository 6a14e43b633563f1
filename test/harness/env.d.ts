// What a small service has around it: the names that cases use without declaring them.

interface User {
  readonly id: string;
  name: string;
  email: string;
}

interface Config {
  readonly url: string;
  readonly retries: number;
  readonly timeoutMs: number;
}

interface Order {
  readonly id: string;
  readonly total: number;
}

interface Rows<Row> {
  readonly rows: Row[];
}

declare const logger: {
  debug(message: string, context?: object): void;
  info(message: string, context?: object): void;
  warn(message: string, context?: object): void;
  error(message: unknown, context?: unknown): void;
};

declare const metrics: {
  increment(name: string, tags?: Record<string, string>): void;
  gauge(name: string, value: number, tags?: Record<string, string>): void;
  timing(name: string, milliseconds: number, tags?: Record<string, string>): void;
};

declare const db: {
  query<Row = User>(sql: string, values?: readonly unknown[]): Promise<Rows<Row>>;
  find(id: string): Promise<User | undefined>;
  save(value: unknown): Promise<void>;
  remove(id: string): Promise<void>;
};

/** Hands an error to whoever watches the service. */
declare function report(error: unknown): void;
declare function sleep(milliseconds: number): Promise<void>;
declare function loadUser(id: string): Promise<User>;
declare function loadConfig(path?: string): Promise<Config>;
declare function render(value: unknown): void;
declare function charge(order: Order): Promise<void>;
