// A minimal provider with terraform-plugin-framework, as a baseline for starts: one data source without calls.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type trivial struct{}

func (trivial) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "trivial"
}

func (trivial) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{}
}

func (trivial) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (trivial) Resources(context.Context) []func() resource.Resource { return nil }

func (trivial) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return greeting{} }}
}

type greeting struct{}

type greetingModel struct {
	Name types.String `tfsdk:"name"`
	Text types.String `tfsdk:"text"`
}

func (greeting) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = "trivial_greeting"
}

func (greeting) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = datasourceschema.Schema{Attributes: map[string]datasourceschema.Attribute{
		"name": datasourceschema.StringAttribute{Required: true},
		"text": datasourceschema.StringAttribute{Computed: true},
	}}
}

func (greeting) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var model greetingModel
	response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
	model.Text = types.StringValue("hello " + model.Name.ValueString())
	response.Diagnostics.Append(response.State.Set(ctx, &model)...)
}

func main() {
	options := providerserver.ServeOpts{Address: "registry.terraform.io/example/trivial", ProtocolVersion: 6}
	err := providerserver.Serve(context.Background(), func() provider.Provider { return trivial{} }, options)
	if err != nil {
		log.Fatal(err)
	}
}
