using System.CommandLine;
using System.CommandLine.Parsing;
using Planner.Routing;
using Planner.Tools;

namespace Planner.Cli.Commands;

/// <summary><c>planner tools add</c>: a database, an MCP server, an HTTP API.</summary>
internal static class ToolsAddCommand
{
    public static Command Create(CliContext context) => new("add", "Add a source of tools; it is asked now what it has")
    {
        Sql(context),
        Mcp(context),
        OpenApi(context),
    };

    private static Command Sql(CliContext context)
    {
        var name = Name("shop");
        var connection = new Option<string>("--connection")
        {
            Description = "A SQLite file, a postgresql:// address, or where that is: env:NAME, file:PATH",
            HelpName = "REF",
            Required = true,
        };
        var command = new Command("sql", "Add a database; it is only read") { name, connection, CommonOptions.Json };
        command.SetAction((parsed, token) => AddAsync(
            context,
            parsed,
            new ToolSource { Name = parsed.GetRequiredValue(name), Kind = ToolKind.Sql, Connection = Absolute(context, parsed.GetRequiredValue(connection)) },
            token));
        return command;
    }

    private static Command Mcp(CliContext context)
    {
        var name = Name("files");
        var program = new Argument<string[]>("COMMAND") { Description = "The server's program with its arguments, after --", Arity = ArgumentArity.ZeroOrMore };
        var url = Url("The server's address, instead of a program");
        var key = Key();
        var variables = new Option<string[]>("--env") { Description = "An environment variable that the program gets", HelpName = "NAME" };
        var writes = Writes("Plan tools too that say of themselves that they destroy");
        var egress = Reach();
        var command = new Command("mcp", "Add a server that speaks the Model Context Protocol") { name, program, url, key, variables, writes, egress, CommonOptions.Json };
        command.SetAction((parsed, token) =>
        {
            var words = parsed.GetValue(program) ?? [];
            var address = parsed.GetValue(url);
            if (words.Length > 0 == (address is not null))
            {
                throw new CommandLineException("Give either the server's program after --, or its address with --url. See: planner tools add mcp --help");
            }

            return AddAsync(
                context,
                parsed,
                new ToolSource
                {
                    Name = parsed.GetRequiredValue(name),
                    Kind = ToolKind.Mcp,
                    Command = words,
                    Url = address,
                    Key = parsed.GetValue(key),
                    Variables = parsed.GetValue(variables) ?? [],
                    AllowWrites = parsed.GetValue(writes),
                },
                token,
                parsed.GetValue(egress));
        });
        return command;
    }

    private static Command OpenApi(CliContext context)
    {
        var name = Name("weather");
        var document = new Option<string>("--document") { Description = "The OpenAPI description, version 3 in JSON: a file or an address", HelpName = "FILE|URL", Required = true };
        var url = Url("The API's address, if not the one in the description");
        var key = Key();
        var header = new Option<string?>("--key-header") { Description = "The header that takes the key, if not Authorization: Bearer", HelpName = "NAME" };
        var writes = Writes("Plan operations too that change something: POST, PUT, PATCH, DELETE");
        var command = new Command("openapi", "Add an HTTP API by its description") { name, document, url, key, header, writes, CommonOptions.Json };
        command.SetAction((parsed, token) => AddAsync(
            context,
            parsed,
            new ToolSource
            {
                Name = parsed.GetRequiredValue(name),
                Kind = ToolKind.OpenApi,
                Document = Absolute(context, parsed.GetRequiredValue(document)),
                Url = parsed.GetValue(url),
                Key = parsed.GetValue(key),
                KeyHeader = parsed.GetValue(header),
                AllowWrites = parsed.GetValue(writes),
            },
            token));
        return command;
    }

    private static async Task<int> AddAsync(CliContext context, ParseResult parsed, ToolSource source, CancellationToken cancellationToken, Egress? egress = null)
    {
        var place = source is { Kind: ToolKind.OpenApi, Url: null } ? Egress.Cloud : ToolSources.EgressOf(source);
        var (added, path) = await context.Get<ToolSources>().AddAsync(source with { Egress = egress ?? place }, cancellationToken);
        ToolsListCommand.Show(context, parsed, [added]);
        context.Error.WriteLine($"kept in {path}");
        return ExitCodes.Ok;
    }

    // A relative path would mean another file from another folder.
    private static string Absolute(CliContext context, string place) =>
        place.Contains("://", StringComparison.Ordinal) || place.Contains('=', StringComparison.Ordinal) || place.StartsWith("env:", StringComparison.Ordinal) || place.StartsWith("file:", StringComparison.Ordinal)
            ? place
            : Path.GetFullPath(place, context.WorkingDirectory);

    private static Argument<string> Name(string example) => new("NAME") { Description = $"What to call it, such as {example}" };

    private static Option<string?> Key() => new("--key") { Description = "Where its key is: env:NAME or file:PATH", HelpName = "REF" };

    private static Option<bool> Writes(string description) => new("--allow-writes") { Description = description };

    private static Option<Egress?> Reach() => new("--egress")
    {
        Description = "How far the program sends data: machine, lan or cloud (cloud when not said)",
        HelpName = "PLACE",
    };

    private static Option<Uri?> Url(string description) => new("--url") { Description = description, HelpName = "URL", CustomParser = ParseUrl };

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (result.Tokens is [var token] && Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"'{string.Join(' ', result.Tokens)}' is no http or https address. Write it as https://example.org/api.");
        return null;
    }
}
