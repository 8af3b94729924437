using Npgsql;
using Planner.Inference;
using Planner.IntegrationTests.Testing;
using Planner.Routing;
using Planner.Tools;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

public sealed class PostgresToolTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private readonly ToolHost _host = new();

    public async ValueTask InitializeAsync()
    {
        server.SkipIfMissing();
        await using var connection = new NpgsqlConnection(server.Superuser);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            DROP TABLE IF EXISTS orders;
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN CREATE ROLE reader LOGIN; END IF; END $$;
            CREATE TABLE orders(id int PRIMARY KEY, customer text, amount numeric(10,2), due date);
            INSERT INTO orders VALUES (1, 'Maria Lopez', 1250.00, '2027-04-15'), (2, 'Peter Novak', 840.50, '2027-04-30');
            GRANT ALL ON orders TO reader;
            """,
            connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Query_Select_GivesTable()
    {
        var (source, _) = await AddAsync();
        source.Egress.ShouldBe(Egress.Machine);
        source.Tools.Select(tool => tool.Task.Id).ShouldBe(["shop.query", "shop.orders"]);

        var result = await QueryAsync("SELECT customer, amount, due FROM orders ORDER BY id");

        result.Error.ShouldBeNull();
        result.Value.ShouldBeOfType<StructuredValue>().Json.GetRawText()
            .ShouldBe("""{"columns":["customer","amount","due"],"rows":[["Maria Lopez",1250.00,"2027-04-15"],["Peter Novak",840.50,"2027-04-30"]]}""");
    }

    [Theory]
    [InlineData("DELETE FROM orders")]
    [InlineData("SELECT 1; DELETE FROM orders; COMMIT")]
    [InlineData("SELECT 1; COMMIT; DELETE FROM orders")]
    [InlineData("WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone")]
    [InlineData("COPY orders TO PROGRAM 'cat'")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    [InlineData("SELECT set_config('transaction_read_only', 'off', false), * FROM orders FOR UPDATE")]
    [InlineData("SELECT * INTO copied FROM orders")]
    public async Task Query_MoreThanReading_IsRefused(string sql)
    {
        await AddAsync();

        (await QueryAsync(sql)).Error.ShouldNotBeNull();

        (await QueryAsync("SELECT count(*) FROM orders")).Value.ShouldBeOfType<StructuredValue>().Json.GetProperty("rows")[0][0].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Query_TakesTooLong_EndsAtTheLimit()
    {
        await using var host = new ToolHost(options => options.Seconds = 0.3);
        await host.Sources.AddAsync(Source("reader"), TestContext.Current.CancellationToken);

        var result = await host.CallAsync("shop.query", new() { ["sql"] = "SELECT pg_sleep(60)" });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.TimedOut);
    }

    [Fact]
    public async Task Add_Superuser_IsRefused()
    {
        var exception = await Should.ThrowAsync<ToolException>(() => _host.Sources.AddAsync(Source("planner"), TestContext.Current.CancellationToken));

        exception.Message.ShouldContain("superuser");
    }

    private Task<(ToolSource Source, string Path)> AddAsync() => _host.Sources.AddAsync(Source("reader"), TestContext.Current.CancellationToken);

    private Task<InferenceResult> QueryAsync(string sql) => _host.CallAsync("shop.query", new() { ["sql"] = sql });

    private ToolSource Source(string user)
    {
        var source = new ToolSource { Name = "shop", Kind = ToolKind.Sql, Connection = $"postgresql://{user}@127.0.0.1:{server.Port}/postgres" };
        return source with { Egress = ToolSources.EgressOf(source) };
    }
}
