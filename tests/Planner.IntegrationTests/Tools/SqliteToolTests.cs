using Microsoft.Data.Sqlite;
using Planner.Inference;
using Planner.Routing;
using Planner.Tools;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

public sealed class SqliteToolTests : IAsyncDisposable
{
    private readonly ToolHost _host = new(options => options.MaxRows = 5);

    public SqliteToolTests()
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_host.Path("shop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE orders(id INTEGER PRIMARY KEY, customer TEXT, amount REAL, due DATE);
            INSERT INTO orders(customer, amount, due) VALUES ('Maria Lopez', 1250, '2027-04-15'), ('Peter Novak', 840.5, '2027-04-30'), ('Peter Novak', 99.5, NULL);
            CREATE TABLE "Order Lines"(n INTEGER);
            CREATE VIEW unpaid AS SELECT * FROM orders WHERE amount > 100;
            """;
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Add_Database_DescribesSchemaAndGivesATaskForEachTable()
    {
        var (source, _) = await AddAsync();

        source.Egress.ShouldBe(Egress.Machine);
        source.Tools.Select(tool => tool.Task.Id).ShouldBe(["shop.query", "shop.order-lines", "shop.orders", "shop.unpaid"]);
        source.Tools[0].Task.Description.ShouldContain("orders(id integer, customer text, amount real, due date)");
        source.Tools[2].Task.Output.ShouldBe(Modality.Table);
    }

    [Fact]
    public async Task Add_Connection_IsKeptWhereOnlyItsUserReads()
    {
        var (_, path) = await AddAsync();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Query_Select_GivesTable()
    {
        await AddAsync();

        var result = await QueryAsync("SELECT customer, sum(amount) AS total FROM orders GROUP BY customer ORDER BY 1");

        result.Error.ShouldBeNull();
        var table = result.Value.ShouldBeOfType<StructuredValue>();
        table.Shape.ShouldBe(Modality.Table);
        table.Json.GetRawText().ShouldBe("""{"columns":["customer","total"],"rows":[["Maria Lopez",1250],["Peter Novak",940]]}""");
    }

    [Fact]
    public async Task TableTask_NameWithSpace_GivesItsRows()
    {
        await AddAsync();

        (await _host.CallAsync("shop.order-lines")).Value.ShouldBeOfType<StructuredValue>().Json.GetRawText().ShouldBe("""{"columns":["n"],"rows":[]}""");
        var orders = (await _host.CallAsync("shop.orders")).Value!;
        orders.Sources.ShouldHaveSingleItem().Name.ShouldBe("shop.orders");
        ValueText.Of(orders)!.ShouldContain("Peter Novak");
    }

    [Theory]
    [InlineData("DELETE FROM orders")]
    [InlineData("UPDATE orders SET amount = 0")]
    [InlineData("INSERT INTO orders(customer) VALUES ('x')")]
    [InlineData("DROP TABLE orders")]
    [InlineData("CREATE TABLE t(a)")]
    [InlineData("ATTACH DATABASE '/etc/passwd' AS p")]
    [InlineData("PRAGMA writable_schema = 1")]
    [InlineData("PRAGMA table_list")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("SELECT 1; DELETE FROM orders")]
    [InlineData("BEGIN; SELECT 1")]
    [InlineData("VACUUM INTO '/tmp/planner-stolen.db'")]
    public async Task Query_MoreThanReading_IsRefused(string sql)
    {
        await AddAsync();

        var result = await QueryAsync(sql);

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
        (await QueryAsync("SELECT count(*) FROM orders WHERE amount > 0")).Value.ShouldBeOfType<StructuredValue>().Json.GetProperty("rows")[0][0].GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Query_TooManyRows_SaysHowToAskForFewer()
    {
        await AddAsync();

        var result = await QueryAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 6) SELECT i FROM n");

        result.Error.ShouldNotBeNull().Message.ShouldContain("more than 5 rows");
    }

    [Fact]
    public async Task Query_NeverEnding_EndsAtTheLimit()
    {
        await using var host = new ToolHost(options => options.Seconds = 0.2);
        File.Copy(_host.Path("shop.db"), host.Path("shop.db"));
        await host.Sources.AddAsync(Source(host), TestContext.Current.CancellationToken);

        var result = await host.CallAsync("shop.query", new() { ["sql"] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n" });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.TimedOut);
    }

    [Fact]
    public async Task Query_Misspelt_SaysWhatTheDatabaseSaid()
    {
        await AddAsync();

        (await QueryAsync("SELECT amout FROM orders")).Error.ShouldNotBeNull().Message.ShouldContain("amout");
    }

    [Fact]
    public async Task Add_NoSuchFile_KeepsNothing()
    {
        var exception = await Should.ThrowAsync<ToolException>(() => _host.Sources.AddAsync(
            new ToolSource { Name = "shop", Kind = ToolKind.Sql, Connection = _host.Path("none.db") }, TestContext.Current.CancellationToken));

        exception.Message.ShouldContain("none.db");
        _host.Folder.Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_FileThatIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(_host.Path("notes.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<ToolException>(() => _host.Sources.AddAsync(
            new ToolSource { Name = "notes", Kind = ToolKind.Sql, Connection = _host.Path("notes.db") }, TestContext.Current.CancellationToken));

        exception.Message.ShouldContain("SQLite");
    }

    private Task<(ToolSource Source, string Path)> AddAsync() => _host.Sources.AddAsync(Source(_host), TestContext.Current.CancellationToken);

    private Task<InferenceResult> QueryAsync(string sql) => _host.CallAsync("shop.query", new() { ["sql"] = sql });

    private static ToolSource Source(ToolHost host)
    {
        var source = new ToolSource { Name = "shop", Kind = ToolKind.Sql, Connection = host.Path("shop.db") };
        return source with { Egress = ToolSources.EgressOf(source) };
    }
}
